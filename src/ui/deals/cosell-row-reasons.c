/* Rows are made for many more deals than fit on the screen, and a reason is read from documents: so
 * only those that are seen are asked about, some at a time. */
#include "ui/deals/cosell-row-reasons.h"

#include "app/cosell-session-explain.h"
#include "app/cosell-session-reports.h"
#include "base/cosell-str.h"
#include "model/cosell-query.h"
#include "ui/deals/cosell-list-rows.h"

/* Rows may be on their way, and a person who types or scrolls goes on. */
#define SOON_MS 40
/* A sync changes deals page by page. */
#define LATER_MS 1000
#define MOST_ROWS 48

struct _CosellRowReasons
{
  int references;
  CosellSession *session;    /* (owned) */
  GtkListView *list;         /* (weak) (nullable) */
  char *search;              /* (owned) */
  gboolean searching;        /* it has words */
  GHashTable *known;         /* (owned) gint64 → CosellSearchHit (nullable) */
  GHashTable *fresh;         /* (owned) of gint64: nothing changed since they are known */
  GArray *asked;             /* (owned) (nullable) of gint64: an answer is on its way */
  GCancellable *cancellable; /* (owned) (nullable): of that */
  guint source;
};

static void
hit_free (gpointer hit)
{
  cosell_search_hit_free (hit);
}

static void
unref (CosellRowReasons *self)
{
  if (--self->references > 0)
    return;
  g_object_unref (self->session);
  g_free (self->search);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->fresh);
  g_clear_pointer (&self->asked, g_array_unref);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/* --- rows --- */

static void
tell (CosellRowReasons *self, CosellDealRow *row)
{
  CosellDeal *deal = cosell_deal_row_get_deal (row);
  gint64 id = deal != NULL ? cosell_deal_get_id (deal) : 0;

  cosell_deal_row_set_reason (row, self->searching ? g_hash_table_lookup (self->known, &id) : NULL);
}

static void
tell_all (CosellRowReasons *self)
{
  for (CosellDealRow *row = cosell_list_rows_next (self->list, NULL); row != NULL;
       row = cosell_list_rows_next (self->list, row))
    tell (self, row);
}

static gboolean
is_seen (CosellRowReasons *self, GtkWidget *row)
{
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (row) &&
         gtk_widget_compute_bounds (row, GTK_WIDGET (self->list), &bounds) &&
         bounds.origin.y + bounds.size.height > 0 &&
         bounds.origin.y < (float) gtk_widget_get_height (GTK_WIDGET (self->list));
}

static void
ask (CosellRowReasons *self);

static void
take (CosellRowReasons *self, GPtrArray *hits, GArray *asked)
{
  for (guint i = 0; i < asked->len; i++)
    {
      const gint64 *id = &g_array_index (asked, gint64, i);

      g_hash_table_insert (self->known, g_memdup2 (id, sizeof *id),
                           g_steal_pointer (&hits->pdata[i]));
      g_hash_table_add (self->fresh, g_memdup2 (id, sizeof *id));
    }
  tell_all (self);
}

static void
explained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CosellRowReasons *self = user_data;
  g_autoptr (GPtrArray) hits = cosell_session_array_finish (COSELL_SESSION (source), result, NULL);
  g_autoptr (GArray) asked = g_steal_pointer (&self->asked);
  gboolean dropped = g_cancellable_is_cancelled (self->cancellable);

  g_clear_object (&self->cancellable);
  if (hits != NULL && !dropped && self->list != NULL)
    take (self, hits, asked);
  if (self->list != NULL && (hits != NULL || dropped))
    ask (self);
  unref (self);
}

/* One question at a time. */
static void
ask (CosellRowReasons *self)
{
  g_autoptr (GArray) deals = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!self->searching || self->asked != NULL)
    return;
  for (CosellDealRow *row = cosell_list_rows_next (self->list, NULL); row != NULL;
       row = cosell_list_rows_next (self->list, row))
    {
      CosellDeal *deal = cosell_deal_row_get_deal (row);
      gint64 id = deal != NULL ? cosell_deal_get_id (deal) : 0;

      if (id != 0 && deals->len < MOST_ROWS && !g_hash_table_contains (self->fresh, &id) &&
          is_seen (self, GTK_WIDGET (row)))
        g_array_append_val (deals, id);
    }
  if (deals->len == 0)
    return;
  self->asked = g_array_ref (deals);
  self->cancellable = g_cancellable_new ();
  self->references++;
  cosell_session_explain_async (self->session, (const gint64 *) deals->data, deals->len,
                                self->search, self->cancellable, explained_cb, self);
}

static gboolean
soon_cb (gpointer user_data)
{
  CosellRowReasons *self = user_data;

  self->source = 0;
  if (self->list != NULL)
    ask (self);
  return G_SOURCE_REMOVE;
}

static void
ask_after (CosellRowReasons *self, guint delay)
{
  if (!self->searching || (self->source != 0 && delay == LATER_MS))
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (delay, soon_cb, self);
}

static void
scrolled_cb (GtkAdjustment *adjustment, CosellRowReasons *self)
{
  ask_after (self, SOON_MS);
}

/* What a row says stays until it is known anew. */
static void
session_changed_cb (CosellSession *session, gpointer changes, CosellRowReasons *self)
{
  g_hash_table_remove_all (self->fresh);
  ask_after (self, LATER_MS);
}

CosellRowReasons *
cosell_row_reasons_new (CosellSession *session, GtkListView *list)
{
  CosellRowReasons *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session) && GTK_IS_LIST_VIEW (list), NULL);

  self = g_new0 (CosellRowReasons, 1);
  self->references = 1;
  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->list, list);
  self->search = g_strdup ("");
  self->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, hit_free);
  self->fresh = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_signal_connect (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list)), "value-changed",
                    G_CALLBACK (scrolled_cb), self);
  g_signal_connect (session, "changed", G_CALLBACK (session_changed_cb), self);
  return self;
}

void
cosell_row_reasons_free (CosellRowReasons *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (gtk_scrollable_get_vadjustment (
                                              GTK_SCROLLABLE (self->list)),
                                          self);
  g_clear_weak_pointer (&self->list);
  unref (self);
}

void
cosell_row_reasons_set_search (CosellRowReasons *self, const char *typed)
{
  g_autoptr (GPtrArray) words = NULL;

  g_return_if_fail (self != NULL);

  if (!cosell_set_str_or_empty (&self->search, typed))
    return;
  words = cosell_query_dup_words (self->search);
  self->searching = words->len > 0;
  g_cancellable_cancel (self->cancellable);
  g_hash_table_remove_all (self->known);
  g_hash_table_remove_all (self->fresh);
  tell_all (self);
  ask_after (self, SOON_MS);
}

void
cosell_row_reasons_show (CosellRowReasons *self, CosellDealRow *row)
{
  g_return_if_fail (COSELL_IS_DEAL_ROW (row));

  if (self == NULL)
    return;
  tell (self, row);
  ask_after (self, SOON_MS);
}
