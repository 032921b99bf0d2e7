#include "ui/find/cosell-palette-match.h"

static const struct
{
  const char *typed, *label;
  CosellPaletteRank rank;
  const char *marked; /* the label with what was typed in brackets */
} rows[] = {
  { "", "Sync", COSELL_PALETTE_BEGINS, "Sync" },
  { "  ", "Sync", COSELL_PALETTE_BEGINS, "Sync" },
  { "sync", "Sync", COSELL_PALETTE_BEGINS, "[Sync]" },
  { "SHOW OV", "Show Overdue Deals", COSELL_PALETTE_BEGINS, "[Show] [Ov]erdue Deals" },
  { "ov  show", "Show Overdue Deals", COSELL_PALETTE_FIRST_WORD, "[Show] [Ov]erdue Deals" },
  { "deals overdue", "Show Overdue Deals", COSELL_PALETTE_WORDS, "Show [Overdue] [Deals]" },
  { "due", "Show Overdue Deals", COSELL_PALETTE_CONTAINS, "Show Over[due] Deals" },
  { "sho due", "Show Overdue Deals", COSELL_PALETTE_CONTAINS, "[Sho]w Over[due] Deals" },
  { "show won", "Show Overdue Deals", COSELL_PALETTE_NO_MATCH, "[Show] Overdue Deals" },
  { "ros", "Microsoft Rosen", COSELL_PALETTE_WORDS, "Microsoft [Ros]en" },
  { "rak", "Räksmörgås", COSELL_PALETTE_BEGINS, "[Räk]smörgås" },
  { "mörg", "Raksmorgas", COSELL_PALETTE_CONTAINS, "Raks[morg]as" },
  { "sagverk", "Nordvik (Sågverk) AB", COSELL_PALETTE_WORDS, "Nordvik ([Sågverk]) AB" },
  { "weis", "Weißensee", COSELL_PALETTE_BEGINS, "[Weiß]ensee" },
  { "weissen", "Weißensee", COSELL_PALETTE_BEGINS, "[Weißen]see" },
  { "nord nordvik", "Nordvik", COSELL_PALETTE_FIRST_WORD, "[Nordvik]" },
  { "a b", "A. B", COSELL_PALETTE_FIRST_WORD, "[A]. [B]" },
  { "東京", "株式会社 東京", COSELL_PALETTE_WORDS, "株式会社 [東京]" },
  { "x", "", COSELL_PALETTE_NO_MATCH, "" },
};

static void
test_row (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  const char *label = rows[index].label;
  g_autoptr (CosellPaletteNeedle) needle = cosell_palette_needle_new (rows[index].typed);
  g_autoptr (GArray) spans = cosell_palette_needle_find (needle, label);
  g_autoptr (GString) marked = g_string_new (NULL);
  guint at = 0;

  g_assert_cmpint (cosell_palette_needle_rank (needle, label), ==, rows[index].rank);
  for (guint i = 0; i < spans->len; i++)
    {
      CosellPaletteSpan span = g_array_index (spans, CosellPaletteSpan, i);

      g_assert_cmpuint (span.from, >=, at);
      g_string_append_len (marked, label + at, span.from - at);
      g_string_append_printf (marked, "[%.*s]", (int) (span.to - span.from), label + span.from);
      at = span.to;
    }
  g_string_append (marked, label + at);
  g_assert_cmpstr (marked->str, ==, rows[index].marked);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/palette/match/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  return g_test_run ();
}
