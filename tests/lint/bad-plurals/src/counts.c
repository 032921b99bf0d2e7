/* Counts that other languages cannot say; _ ("%d deals in a comment") is none. */
static const char *
words (unsigned n)
{
  say (_ ("%u deals"), n);
  say (_ ("There are %" G_GINT64_FORMAT
          " changes."),
       n);
  say (C_ ("list", "%ld of them"), n);
  say (n == 1 ? _ ("one deal") : _ ("deals"));
  say (_ ("Deal %" G_GINT64_FORMAT " is %d %%, (HTTP %u)"), n, n, n); /* counts nothing */
  say (ngettext ("%u deal", "%u deals", n), n);
  return _ ("100 %% of %s");
}
