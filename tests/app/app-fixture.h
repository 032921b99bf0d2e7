/* app-fixture.h: a profile in a temporary folder and a practice server in this process */
#pragma once

#include "app/cosell-session-commands.h"
#include "app/cosell-session-find.h"
#include "app/cosell-session.h"
#include "base/cosell-json.h"
#include "model/cosell-draft.h"
#include "sandbox/cosell-sandbox.h"

G_BEGIN_DECLS

/* What the practice server of a test asks for. */
#define APP_TOKEN "token-of-the-tests"

typedef struct
{
  char *dir;
  CosellSandbox *sandbox;
  CosellSession *session;
} AppFixture;

/* deals: of the server. The session has neither account nor token. */
AppFixture *app_fixture_new (guint deals);
/* The same with the account set, a token, and everything pulled. */
AppFixture *app_fixture_new_synced (guint deals);
void app_fixture_free (AppFixture *self);
/* SQL in the profile's database, as another program would run it; must succeed. */
void app_execute (AppFixture *self, const char *sql);
/* Stops the server; "network off". */
void app_fixture_disconnect (AppFixture *self);
void app_fixture_reconnect (AppFixture *self);

gboolean app_sync (CosellSession *session, CosellSyncSummary *summary, GError **error);
/* The same; must succeed. */
void app_sync_well (AppFixture *self);
gboolean app_set_account (CosellSession *session, const char *url, GError **error);
/* Takes edit. */
gboolean app_edit (CosellSession *session, CosellEdit *edit, GError **error);
gboolean app_set (CosellSession *session, gint64 deal, const char *key, const char *value,
                  GError **error);
gboolean app_favorite (CosellSession *session, gint64 deal, gboolean on, GError **error);
gint64 app_save_draft (CosellSession *session, gint64 id, CosellDraft *draft);
gboolean app_submit (CosellSession *session, gint64 id, GError **error);
/* FALSE without an error as well: there was nothing. */
gboolean app_undo (CosellSession *session, GError **error);
gboolean app_redo (CosellSession *session, GError **error);
/* Returns: (transfer full) (nullable) when it will be sent */
char *app_win (CosellSession *session, gint64 deal, CosellWinMode mode, GError **error);
/* json: an invitation, a registration, as cosellctl takes them; also one that cannot be read */
void app_start_invite (CosellSession *session, gint64 deal, const char *json,
                       GAsyncReadyCallback callback, gpointer user_data);
void app_start_register (CosellSession *session, gint64 deal, const char *json,
                         GAsyncReadyCallback callback, gpointer user_data);
/* Whatever there is against it; must succeed. */
void app_win_well (AppFixture *self, gint64 deal);
/* verb: of `outbox`. Sequence number of the entry with this index: app_waiting_seq */
gboolean app_outbox_act (CosellSession *session, const char *verb, gint64 seq, GError **error);
gint64 app_waiting_seq (CosellSession *session, guint index);
/* A draft that lacks nothing; ask: help from Microsoft too. */
CosellDraft *app_complete_draft (gboolean ask);

/* How many deals are found; G_MAXUINT: it is an error. */
guint app_count (CosellSession *session, const CosellFind *find);
/* Reports, parsed. */
CosellJson *app_list (CosellSession *session, CosellTab tab, const char *filter, const char *sort);
CosellJson *app_show (CosellSession *session, gint64 id);
CosellJson *app_outbox (CosellSession *session);
CosellJson *app_history (CosellSession *session, gint64 id);
/* First deal that filter ("status=won") finds; fails the test when there is none. */
gint64 app_find (CosellSession *session, const char *filter);
/* What the server holds: the body of /sandbox/control/WHAT. */
CosellJson *app_control (AppFixture *self, const char *what);
/* POST to /sandbox/control/WHAT; must succeed. */
void app_control_post (AppFixture *self, const char *what, const char *body);
/* The referral with this id in the server's state. */
CosellJsonValue app_server_referral (CosellJson *state, const char *id);
/* Runs the main context until property of object has value. */
void app_wait_uint (gpointer object, const char *property, guint value);
void app_wait_text (gpointer object, const char *property, const char *value);

void app_assert_text (CosellJsonValue object, const char *member, const char *expected);
char *app_text (CosellJsonValue object, const char *member);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppFixture, app_fixture_free)

G_END_DECLS
