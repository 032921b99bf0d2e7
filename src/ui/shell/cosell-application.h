/* cosell-application.h: the program: options, profile, practice server, the one window */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_APPLICATION (cosell_application_get_type ())
G_DECLARE_FINAL_TYPE (CosellApplication, cosell_application, COSELL, APPLICATION, AdwApplication)

CosellApplication *
cosell_application_new (void); /* (transfer full) cosell_application_main makes the only one */
/* All of main (): locale, option pre-processing, run. Returns the exit code. */
int
cosell_application_main (int argc, char *argv[]);
/* Begins practice mode for the profile that is open: starts the sandbox, stores its URL as the
 * account and pulls. Progress and errors show in the window. */
void
cosell_application_start_practice (CosellApplication *self);

/* When practising and the server has ended: starts it again and syncs. Returns FALSE when there is
 * nothing to revive, so that an ordinary sync is due. */
gboolean
cosell_application_revive_practice (CosellApplication *self);

/* A person has opened the deal: notifications about it go away (G2). */
void
cosell_application_deal_seen (CosellApplication *self, gint64 deal);

G_END_DECLS
