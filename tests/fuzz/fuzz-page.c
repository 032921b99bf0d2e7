/* A page of the service's list. */
#include "base/cosell-json.h"
#include "fuzz/fuzz.h"
#include "remote/cosell-odata.h"

const char *const fuzz_seeds[] = {
  "{\"@odata.context\":\"http://api.example/v1.0/"
  "$metadata#Referrals\",\"@odata.count\":2,\"value\":"
  "[{\"id\":\"a\",\"updatedDateTime\":\"2026-11-22T08:00:00.1234567Z\"},{\"id\":\"b\"}],"
  "\"@odata.nextLink\":\"http://api.example/v1.0/referrals?$skiptoken=n2\"}",
  "{\"value\":[{\"id\":\"a\"},{\"id\":\"b\",\"n\":NaN},{\"id\":\"]c,{\"}],\"more\":[1]}",
  "{ \"value\" : [ ] }",
  "{\"value\":[17,null,[{\"id\":\"x\"}]]}",
  NULL,
};

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRemotePage) page =
      cosell_odata_read_page ((const char *) data, size, "$skiptoken=n1", &error);

  g_assert_true ((page == NULL) == (error != NULL));
  if (page == NULL)
    return 0;
  g_assert_cmpuint (page->referrals->len, ==, page->updated->len);
  for (guint i = 0; i < page->referrals->len; i++)
    {
      g_autoptr (CosellJson) json =
          cosell_json_parse (cosell_remote_page_get_text (page, i), -1, NULL);

      g_assert_cmpint (cosell_json_kind (cosell_json_root (json)), ==, COSELL_JSON_OBJECT);
    }
  if (page->next != NULL)
    g_assert_cmpstr (page->next, !=, "");
  return 0;
}
