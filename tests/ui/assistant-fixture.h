/* assistant-fixture.h: the assistant's window over a synced session that is offline, for tests */
#pragma once

#include "app-fixture.h"
#include "ui-test.h"

#include "ui/assistant/cosell-assistant-page.h"
#include "ui/assistant/cosell-assistant-step-row.h"
#include "ui/assistant/cosell-assistant.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-completion-row.h"
#include "ui/widgets/cosell-field-caption.h"

G_BEGIN_DECLS

typedef struct
{
  AppFixture *app;
  GtkWidget *window; /* (nullable) */
  gint64 submitted;
} Fixture;

typedef struct
{
  Fixture *f;
  CosellDraftStep page;
  const char *field;
} Wanted;

void
open_window (Fixture *f, gint64 draft);
gboolean
window_is_gone (gpointer data);
void
close_window (Fixture *f);
void
set_up (Fixture *f, gconstpointer data);
void
tear_down (Fixture *f, gconstpointer data);
GtkWidget *
page (Fixture *f, CosellDraftStep which);
gboolean
is_on (Fixture *f, CosellDraftStep which);
void
act (Fixture *f, const char *action);
void
go_to (Fixture *f, CosellDraftStep which);
GtkEditable *
entry (Fixture *f, CosellDraftStep which, const char *title);
void
type (Fixture *f, CosellDraftStep which, const char *title, const char *text);
void
click (Fixture *f, CosellDraftStep which, const char *label);
void
choose (Fixture *f, CosellDraftStep which, const char *title);
void
answer (GtkWidget *dialog, const char *label);
const char *
problem (Fixture *f, CosellDraftStep which, const char *field);
gboolean
has_problem (gpointer data);
gboolean
is_saved (gpointer data);
CosellDraft *
load (Fixture *f, gint64 id);
guint
count_drafts (Fixture *f);
void
assert_text (gpointer object, const char *property, const char *expected);
void
fill_customer (Fixture *f);
void
fill_details (Fixture *f);
void
fill_team (Fixture *f);

G_END_DECLS
