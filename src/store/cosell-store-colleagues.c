/* cosell-store-colleagues.c: who of our company has been in deals of ours (C22) */
#include "base/cosell-intl.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-private.h"

#define TEXT "cosell_text (coalesce (o.current_json, o.base_json))"
/* The text is looked through first: reading every document as JSON takes long. */
#define NAMES                                                                                      \
  "instr (lower (" TEXT "), ?1) > 0 AND EXISTS (SELECT 1 FROM json_each ("                         \
  "CASE WHEN json_valid (" TEXT ") THEN " TEXT " ELSE '{}' END, '$.team') AS m "                   \
  "WHERE CASE WHEN m.type = 'object' "                                                             \
  "THEN lower (trim (coalesce (json_extract (m.value, '$.email'), ''))) END = ?1)"

gboolean
cosell_store_is_colleague (CosellStore *self, const char *email, gboolean *yes, GError **error)
{
  static const char sql[] =
      /* Every team of ours was learned, so whom nobody knows is in none: without a look at any. */
      "SELECT CASE WHEN EXISTS (SELECT 1 FROM suggested_member WHERE email = ?2) THEN "
      "EXISTS (SELECT 1 FROM deal AS d JOIN document AS o ON o.referral = d.own_referral "
      "               WHERE d.direction = 'outbound' AND " NAMES ") "
      "AND NOT EXISTS (SELECT 1 FROM referral AS r JOIN document AS o ON o.referral = r.id "
      "                WHERE r.role = 'partner' AND " NAMES ") ELSE 0 END";
  g_autoptr (CosellStatement) statement = NULL;
  g_autofree char *folded = NULL;
  CosellStep step;

  g_return_val_if_fail (email != NULL && yes != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, sql, error);
  if (statement == NULL)
    return FALSE;
  folded = cosell_intl_fold (email);
  cosell_statement_bind_text (statement, 1, email);
  cosell_statement_bind_text (statement, 2, folded);
  step = cosell_statement_step (statement, error);
  *yes = step == COSELL_STEP_ROW && cosell_statement_int (statement, 0) != 0;
  return step != COSELL_STEP_ERROR;
}
