/* assistant.h: a new deal, page by page, as a person fills it in
 *
 * Each function fills in one page and goes on to the next. The window of a deal has its name as
 * its title as soon as it has one. */
#pragma once

#include "screen.h"

G_BEGIN_DECLS

#define ASSISTANT_WINDOW "New Deal"

typedef enum
{
  CONTACT_NONE,
  CONTACT_WITH_CONSENT, /* as help from Microsoft needs it (C2, C21) */
} AssistantContact;

/* Opens it and fills in the customer by hand. */
void assistant_customer (Screen *screen, const char *customer, AssistantContact contact);
/* Gives the deal its name, and so the window its title. */
void assistant_details (Screen *screen, const char *name);
/* One member; window: name of the deal */
void assistant_team (Screen *screen, const char *window);
/* solution: as its row is called; next: the page that comes then */
void assistant_solution (Screen *screen, const char *window, const char *solution,
                         const char *next);
/* kind: the article's words. Works for "No help…" too. */
void assistant_help (Screen *screen, const char *window, const char *kind, const char *notes);
/* Without help: whether Microsoft sellers may view the deal. */
void assistant_visible (Screen *screen, const char *window, gboolean visible);
void assistant_next (Screen *screen, const char *window, const char *page);
/* From the page of help to the last one. */
void assistant_partner (Screen *screen, const char *window, const char *partner);
void assistant_past_partners (Screen *screen, const char *window);
void assistant_to_review (Screen *screen, const char *window);
/* Presses the last button, and waits until the deal stands in Outbound. */
void assistant_create (Screen *screen, const char *window, const char *button);

G_END_DECLS
