/* cosell-deal-command.h: doing an edit, with a toast that offers Undo */
#pragma once

#include "app/cosell-session-commands.h"
#include "ui/deal/cosell-deal-page.h"

G_BEGIN_DECLS

/* error: NULL when it is done (or nothing had to be). */
typedef void (*CosellDealCommandFunc) (gpointer user_data, const GError *error);

/* Does edit (taken) and says message in a toast of the page. Without done, errors are said in a
 * toast too. done is called once, later or at once, while page is alive or not. */
void
cosell_deal_command_run (CosellDealPage *page,
                         CosellSession *session,
                         CosellDeal *deal,
                         CosellEdit *edit,
                         const char *message,
                         CosellDealCommandFunc done,
                         gpointer user_data);
/* The same for a command of the session: what it is started with as callback's data. callback is
 * cosell_deal_command_cb. Undo takes back exactly the outbox entry that it made
 * (cosell_session_get_seq); the toast stays as long as that is held. */
gpointer
cosell_deal_command_new (CosellDealPage *page,
                         CosellSession *session,
                         CosellDeal *deal,
                         const char *message,
                         CosellDealCommandFunc done,
                         gpointer user_data);
/* For a stage (a number): an edit like others, taken back by its value. Nothing is done after it.
 */
gpointer
cosell_deal_command_new_stage (CosellDealPage *page,
                               CosellSession *session,
                               CosellDeal *deal,
                               int stage,
                               const char *message);
/* Callback of both (command is taken): tells done, or a toast, of an error; offers Undo. */
void
cosell_deal_command_cb (GObject *source, GAsyncResult *result, gpointer command);

G_END_DECLS
