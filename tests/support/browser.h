/* browser.h: a person with a web browser who signs in at the practice server: opens a page, enters a
 * code if the page wants one, presses Allow or Deny, and goes where that leads */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _Browser Browser;

Browser *browser_new (void);
/* Ends what is under way. */
void browser_free (Browser *self);
/* Returns at once. user_code: (nullable) for a page that asks for one. decision: "allow", "deny", or
 * NULL: the person reads the page and goes away. */
void browser_open (Browser *self, const char *url, const char *user_code, const char *decision);
/* What the person types where a page asks for a PIN; NULL, as at first: nothing. */
void browser_set_pin (Browser *self, const char *pin);
gboolean browser_is_done (Browser *self);
void browser_wait (Browser *self);
/* The last page and its status; valid until the next one is opened. */
const char *browser_get_page (Browser *self);
guint browser_get_status (Browser *self);
/* The address that url was opened with. */
const char *browser_get_url (Browser *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Browser, browser_free)

G_END_DECLS
