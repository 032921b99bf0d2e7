/* What was seen, walked back and forth: places as letters, one after another. */
#include "ui/shell/cosell-trail.h"

#include <string.h>

#define SECOND G_USEC_PER_SEC

/* "o" outbox, "a" advice, "i" and "u" tabs without a deal, "1"…"9" a deal of the first tab, "q" and
 * "r" what is looked for there. */
static CosellPlace
place_of (char letter)
{
  CosellPlace place = { "main", 0, NULL, 0 };

  place.query = g_strdup ("");
  if (letter == 'o')
    place.page = "outbox";
  else if (letter == 'a')
    place.page = "advice";
  else if (letter == 'u')
    place.tab = 1;
  else if (letter == 'q' || letter == 'r')
    {
      g_free (place.query);
      place.query = g_strndup (&letter, 1);
    }
  else if (g_ascii_isdigit (letter))
    place.deal = letter - '0';
  return place;
}

static char
letter_of (const CosellPlace *place)
{
  if (place == NULL)
    return '.';
  if (g_str_equal (place->page, "outbox"))
    return 'o';
  if (g_str_equal (place->page, "advice"))
    return 'a';
  if (place->deal != 0)
    return (char) ('0' + place->deal);
  if (*place->query != '\0')
    return *place->query;
  return place->tab == 1 ? 'u' : 'i';
}

static gboolean
is_in (gint64 deal, gpointer user_data)
{
  const char *gone = user_data;

  return strchr (gone, (char) ('0' + deal)) != NULL;
}

/* way: places as above; behind "~" one is passed by, and behind a blank two seconds are over; "<"
 * and
 * ">" go. seen: where each "<" and ">" led, "." nowhere. gone: deals that are no more. */
static const struct
{
  const char *name, *way, *gone, *seen;
} walks[] = {
  { "nothing", "<>", "", ".." },
  { "one-place", "i<>", "", ".." },
  { "back", "i1o<<<", "", "1i." },
  { "forth", "i1o<<>>>", "", "1i1o." },
  { "same-again", "ii11<<", "", "i." },
  { "new-way", "i12<3><<", "", "1.1i" },
  { "tabs-and-queries", "iuqra<<<<", "", "rqui" },
  { "walked", "i~1~2~3<<", "", "i." },
  { "walked-slowly", "i ~1 ~2 ~3<<<", "", "21i" },
  { "looked-at-on-the-way", "i~1~2 ~3~4<<", "", "2i" },
  { "opened-after-a-walk", "i~1~2 3<<", "", "2i" },
  { "walked-back-to-where-it-began", "i1 ~2~1 o<<", "", "1i" },
  { "typed", "i~q~r<<", "", "i." },
  { "typed-then-opened", "i~q1<<", "", "qi" },
  { "walk-begins-after-opening", "i1~2<<", "", "1i" },
  { "walk-after-going-back", "i1 2<~3<", "", "11" },
  { "gone", "i123<<", "2", "1i" },
  { "gone-between-the-same", "i1i2<<", "1", "i." },
  { "gone-forth", "i123<<<>>>", "2", "1i.13." },
  { "all-gone", "123<", "12", "." },
};

static void
test_walk (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  CosellTrail *trail = cosell_trail_new ();
  g_autoptr (GString) seen = g_string_new (NULL);
  gboolean passing = FALSE;
  gint64 now = 0;

  for (const char *p = walks[index].way; *p != '\0'; p++)
    if (*p == '<' || *p == '>')
      g_string_append_c (seen, letter_of (cosell_trail_go (trail, *p == '<' ? -1 : 1, is_in,
                                                           (gpointer) walks[index].gone)));
    else if (*p == ' ')
      now += 2 * SECOND;
    else if (*p == '~')
      passing = TRUE;
    else
      {
        g_auto (CosellPlace) place = place_of (*p);

        now += SECOND / 10;
        cosell_trail_push (trail, &place, passing, now);
        passing = FALSE;
      }
  g_assert_cmpstr (seen->str, ==, walks[index].seen);
  cosell_trail_free (trail);
}

static void
test_limit (void)
{
  CosellTrail *trail = cosell_trail_new ();
  guint back = 0;

  for (int i = 1; i <= 3 * COSELL_TRAIL_MOST; i++)
    {
      CosellPlace place = { "main", 0, (char *) "", i };

      cosell_trail_push (trail, &place, FALSE, i * SECOND);
    }
  while (cosell_trail_go (trail, -1, NULL, NULL) != NULL)
    back++;
  g_assert_cmpuint (back, ==, COSELL_TRAIL_MOST - 1);
  g_assert_cmpuint (cosell_trail_count (trail, 1), ==, COSELL_TRAIL_MOST - 1);
  cosell_trail_free (trail);
}

/* A place that could not be had as it was is what it became; what lies ahead stays. */
static void
test_settle (void)
{
  CosellTrail *trail = cosell_trail_new ();

  for (const char *p = "i1u"; *p != '\0'; p++)
    {
      g_auto (CosellPlace) place = place_of (*p);

      cosell_trail_push (trail, &place, FALSE, 0);
    }
  g_assert_cmpint (letter_of (cosell_trail_go (trail, -1, NULL, NULL)), ==, '1');
  {
    g_auto (CosellPlace) other = place_of ('q');

    cosell_trail_settle (trail, &other);
    cosell_trail_push (trail, &other, FALSE, 0);
  }
  g_assert_cmpint (letter_of (cosell_trail_go (trail, 1, NULL, NULL)), ==, 'u');
  g_assert_cmpint (letter_of (cosell_trail_go (trail, -1, NULL, NULL)), ==, 'q');
  cosell_trail_free (trail);
}

static void
test_deals (void)
{
  CosellTrail *trail = cosell_trail_new ();
  g_autoptr (GArray) deals = NULL;
  g_autoptr (GArray) two = NULL;

  for (const char *p = "i4o1u312"; *p != '\0'; p++)
    {
      g_auto (CosellPlace) place = place_of (*p);

      cosell_trail_push (trail, &place, FALSE, 0);
    }
  deals = cosell_trail_list_deals (trail, 10);
  g_assert_cmpuint (deals->len, ==, 3);
  g_assert_cmpint (g_array_index (deals, gint64, 0), ==, 1);
  g_assert_cmpint (g_array_index (deals, gint64, 1), ==, 3);
  g_assert_cmpint (g_array_index (deals, gint64, 2), ==, 4);
  two = cosell_trail_list_deals (trail, 2);
  g_assert_cmpuint (two->len, ==, 2);
  cosell_trail_free (trail);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (walks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/trail/%s", walks[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_walk);
    }
  g_test_add_func ("/trail/limit", test_limit);
  g_test_add_func ("/trail/settle", test_settle);
  g_test_add_func ("/trail/deals", test_deals);
  return g_test_run ();
}
