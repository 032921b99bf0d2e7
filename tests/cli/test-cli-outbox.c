/* What `outbox --json` says, byte for byte, of every operation and every state. */
#include "cli-fixture.h"
#include "support/json-text.h"

#include <sqlite3.h>
#include <string.h>

/* A deal with two own halves, a deal that waits, and its invitations. */
#define REFERRALS                                                                                  \
  "INSERT INTO deal (id, sync, direction, type, p2p, status, favorite, microsoft_status, tab, "    \
  "own_referral) VALUES (7, 'waiting', 'outbound', 'co-sell', 0, 'accepted', 0, 'none', 1, 1), "   \
  "(8, 'waiting', 'outbound', 'co-sell', 0, 'accepted', 0, 'none', 1, 3);"                         \
  "INSERT INTO referral (id, deal, remote_id, engagement, role, etag) VALUES "                     \
  "(1, 7, 'r-1', 'e-7', 'own', 'etag-1'), (2, 7, 'r-2', 'e-7', 'own', 'etag-2'), "                 \
  "(3, 8, NULL, 'e-8', 'own', NULL), (4, 8, NULL, 'e-8', 'microsoft', NULL), "                     \
  "(5, 8, NULL, 'e-8', 'partner', NULL), (6, 8, NULL, 'e-8', 'partner', NULL);"                    \
  "INSERT INTO document (referral, base_json, current_json) VALUES "                               \
  "(1, '{\"id\":\"r-1\",\"name\":\"One\"}', NULL), (2, '{\"id\":\"r-2\"}', NULL), "                \
  "(3, NULL, '{\"name\":\"New\",\"details\":{\"dealValue\":1200000.50}}'), "                       \
  "(4, NULL, '{\"target\":[{\"type\":\"BusinessProfileLocation\",\"id\":\"msft\"}]}'), "           \
  "(5, NULL, '{\"organizationName\":\"Tailwind\","                                                 \
  "\"target\":[{\"type\":\"BusinessProfileLocation\",\"id\":\"p-5\"}]}'), "                        \
  "(6, NULL, '{\"target\":[{\"type\":\"BusinessProfileLocation\",\"id\":\"p-6\"}]}');"

#define ENTRY(values)                                                                              \
  "INSERT INTO outbox (deal, referral, request_id, created_at, op, state, attempts, not_before, "  \
  "last_error, held, depends_on, changes, conflicts) VALUES (" values ");"
#define UPDATE(state, rest) ENTRY ("7, 1, 'q', 0, 'update', " state ", " rest)
#define IN_DOUBT(candidates)                                                                       \
  "INSERT INTO unconfirmed_create (seq, since, known, sends, body, candidates) "                   \
  "SELECT max(seq), 0, 0, 1, '{\"name\":\"Sent\"}', " candidates " FROM outbox;"
#define QUIET "'attempts':0,'notBefore':null,'lastError':null,'dependsOn':null,"
#define CALM "'conflict':false,'held':false,"
#define SURE "'group':null,'inDoubt':false,'candidates':[]"
#define NAME "'fields':{'/name':['One','Two']},"

typedef struct
{
  const char *name;
  const char *sql;  /* makes one entry */
  const char *json; /* of its members behind seq and id, ' for " */
  int deal;
} Case;

/* In order of seq, from 1. */
static const Case cases[] = {
  { "pending",
    UPDATE ("'pending'", "0, NULL, NULL, 0, NULL, '{\"/name\":[\"One\",\"Two\"]}', NULL"),
    "'op':'update','state':'pending'," NAME QUIET CALM SURE, 7 },
  { "tried",
    UPDATE ("'pending'",
            "3, 1795680000000000, 'No answer.', 0, NULL, "
            "'{\"/name\":[\"One\",\"Two\"]}', NULL"),
    "'op':'update','state':'pending'," NAME "'attempts':3,'notBefore':'2026-11-26T08:00:00Z',"
    "'lastError':'No answer.','dependsOn':null," CALM SURE,
    7 },
  { "undoable",
    UPDATE ("'pending'",
            "0, 1795680000250000, NULL, 0, NULL, '{\"/name\":[\"One\",\"Two\"]}', "
            "NULL"),
    "'op':'update','state':'pending'," NAME "'attempts':0,'notBefore':'2026-11-26T08:00:00.25Z',"
    "'lastError':null,'dependsOn':null," CALM SURE,
    7 },
  { "sent", UPDATE ("'sent'", "1, NULL, NULL, 0, NULL, '{\"/name\":[\"One\",\"Two\"]}', NULL"),
    "'op':'update','state':'sent'," NAME "'attempts':1,'notBefore':null,'lastError':null,"
    "'dependsOn':null," CALM SURE,
    7 },
  { "parked",
    UPDATE ("'parked'", "1, NULL, 'Said \"no\".', 0, NULL, '{\"/name\":[\"One\",\"Two\"]}', NULL"),
    "'op':'update','state':'parked'," NAME "'attempts':1,'notBefore':null,"
    "'lastError':'Said \\\"no\\\".','dependsOn':null," CALM SURE,
    7 },
  { "held",
    UPDATE ("'parked'",
            "0, NULL, 'Held back by you.', 1, NULL, "
            "'{\"/name\":[\"One\",\"Two\"]}', NULL"),
    "'op':'update','state':'parked'," NAME "'attempts':0,'notBefore':null,"
    "'lastError':'Held back by you.','dependsOn':null,'conflict':false,'held':true," SURE,
    7 },
  { "conflict",
    UPDATE ("'parked'",
            "0, NULL, 'Both.', 0, NULL, "
            "'{\"/details/dealValue\":[100.0,200],\"/details/notes\":[null,\"n\"]}', "
            "'{\"/details/dealValue\":[100.0,200,3E2],\"/team\":[[],[{\"email\":\"a\"}],null]}'"),
    "'op':'update','state':'parked',"
    "'fields':{'/details/dealValue':[100.0,200],'/details/notes':[null,'n']},"
    "'attempts':0,'notBefore':null,'lastError':'Both.','dependsOn':null,'conflict':true,"
    "'conflicts':{'/details/dealValue':[100.0,200,3E2],'/team':[[],[{'email':'a'}],null]},"
    "'held':false," SURE,
    7 },
  { "scheduled",
    UPDATE ("'scheduled'",
            "0, 4102444800000000, NULL, 0, NULL, "
            "'{\"/status\":[\"Active\",\"Closed\"],\"/substatus\":[\"Accepted\",\"Won\"]}', NULL"),
    "'op':'update','state':'scheduled','fields':{'/status':['Active','Closed'],"
    "'/substatus':['Accepted','Won']},'attempts':0,'notBefore':'2100-01-01T00:00:00Z',"
    "'lastError':null,'dependsOn':null," CALM SURE,
    7 },
  /* P13: [sent, kept] */
  { "not-kept",
    UPDATE ("'not-kept'",
            "1, NULL, 'Partner Center did not keep: Notes', 0, NULL, "
            "'{\"/details/notes\":[\"Theirs\",\"Mine\"],\"/name\":[null,\"x\"]}', "
            "NULL"),
    "'op':'update','state':'not-kept','fields':{'/details/notes':['Mine','Theirs'],"
    "'/name':['x',null]},'attempts':1,'notBefore':null,"
    "'lastError':'Partner Center did not keep: Notes','dependsOn':null," CALM SURE,
    7 },
  /* the third value of a change: what has to be made for it */
  { "missing-parent",
    UPDATE ("'pending'",
            "0, NULL, NULL, 0, NULL, "
            "'{\"/details/notes\":[null,\"n\\u00e9\",\"/details\"]}', NULL"),
    "'op':'update','state':'pending','fields':{'/details/notes':[null,'n\\u00e9','/"
    "details']}," QUIET CALM SURE,
    7 },
  { "half",
    ENTRY ("7, 2, 'q', 0, 'update', 'pending', 0, NULL, NULL, 0, NULL, "
           "'{\"/name\":[\"One\",\"Two\"]}', NULL"),
    "'op':'update','state':'pending'," NAME "'half':'r-2'," QUIET CALM SURE, 7 },
  { "create", ENTRY ("8, 3, 'q', 0, 'create', 'pending', 0, NULL, NULL, 0, NULL, NULL, NULL"),
    "'op':'create','state':'pending','fields':{'':[null,{'name':'New',"
    "'details':{'dealValue':1200000.50}}]}," QUIET CALM SURE,
    8 },
  { "create-sent",
    ENTRY ("8, 3, 'q', 0, 'create', 'sent', 0, NULL, NULL, 0, NULL, NULL, NULL") IN_DOUBT ("NULL"),
    "'op':'create','state':'sent','fields':{'':[null,{'name':'New',"
    "'details':{'dealValue':1200000.50}}]}," QUIET CALM SURE,
    8 },
  { "in-doubt",
    ENTRY ("8, 3, 'q', 0, 'create', 'parked', 2, NULL, 'Who knows.', 0, NULL, NULL, NULL")
        IN_DOUBT ("NULL"),
    "'op':'create','state':'parked','fields':{'':[null,{'name':'New',"
    "'details':{'dealValue':1200000.50}}]},'attempts':2,'notBefore':null,'lastError':'Who knows.',"
    "'dependsOn':null," CALM "'group':null,'inDoubt':true,'candidates':[]",
    8 },
  { "in-doubt-two",
    ENTRY ("8, 3, 'q', 0, 'create', 'parked', 2, NULL, 'Two.', 0, NULL, NULL, NULL")
        IN_DOUBT ("'a' || char (10) || 'b'"),
    "'op':'create','state':'parked','fields':{'':[null,{'name':'New',"
    "'details':{'dealValue':1200000.50}}]},'attempts':2,'notBefore':null,'lastError':'Two.',"
    "'dependsOn':null," CALM "'group':null,'inDoubt':true,'candidates':['a','b']",
    8 },
  { "invite-microsoft",
    ENTRY ("8, 4, 'q', 0, 'invite', 'pending', 0, NULL, NULL, 0, 12, NULL, NULL"),
    "'op':'invite','state':'pending','fields':{'':[null,{'target':[{'type':'"
    "BusinessProfileLocation',"
    "'id':'msft'}]}]},'invited':'Microsoft','attempts':0,'notBefore':null,'lastError':null,"
    "'dependsOn':12," CALM SURE,
    8 },
  { "invite-named", ENTRY ("8, 5, 'q', 0, 'invite', 'parked', 1, NULL, 'No.', 0, 12, NULL, NULL"),
    "'op':'invite','state':'parked','fields':{'':[null,{'target':[{'type':'BusinessProfileLocation'"
    ","
    "'id':'p-5'}]}]},'invited':'Tailwind','attempts':1,'notBefore':null,'lastError':'No.',"
    "'dependsOn':12," CALM SURE,
    8 },
  { "invite-unnamed", ENTRY ("8, 6, 'q', 0, 'invite', 'pending', 0, NULL, NULL, 0, 12, NULL, NULL"),
    "'op':'invite','state':'pending','fields':{'':[null,{'target':[{'type':'"
    "BusinessProfileLocation',"
    "'id':'p-6'}]}]},'invited':'p-6','attempts':0,'notBefore':null,'lastError':null,"
    "'dependsOn':12," CALM SURE,
    8 },
  /* B2: the service does not take the heart; nobody is told */
  { "local", UPDATE ("'local'", "1, NULL, NULL, 0, NULL, '{\"/favorite\":[false,true]}', NULL"),
    NULL, 7 },
  { "heart", UPDATE ("'pending'", "0, NULL, NULL, 0, NULL, '{\"/favorite\":[false,true]}', NULL"),
    "'op':'update','state':'pending','fields':{'/favorite':[false,true]}," QUIET CALM SURE, 7 },
};

static CliFixture *
make_profile (void)
{
  CliFixture *f = cli_fixture_new (0);
  g_autofree char *path = g_build_filename (f->dir, "cosell.db", NULL);
  g_autoptr (GString) sql = g_string_new (REFERRALS);
  sqlite3 *db = NULL;
  char *problem = NULL;

  g_assert_cmpint (cli_run (f, "--json", "outbox", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, "[]\n");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_string_append (sql, cases[i].sql);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql->str, NULL, NULL, &problem);
  g_assert_cmpstr (problem, ==, NULL);
  sqlite3_close (db);
  return f;
}

static void
test_json (void)
{
  g_autoptr (CliFixture) f = make_profile ();
  g_autoptr (CosellJson) rows = cli_json (f, "outbox", NULL);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *members = NULL, *expected = NULL, *row = NULL;

      if (cases[i].json == NULL)
        continue;
      members = g_strdelimit (g_strdup (cases[i].json), "'", '"');
      expected = g_strdup_printf ("{\"seq\":%u,\"id\":%d,\"lane\":\"partner-center\",%s}", i + 1,
                                  cases[i].deal, members);
      row = cosell_json_dup_raw (cosell_json_element (cosell_json_root (rows), n++));
      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (row, ==, expected);
    }
  g_assert_cmpuint (cosell_json_length (cosell_json_root (rows)), ==, n);
}

/* For people: held back is no failure, and of an invitation stands whom it is for. */
static void
test_table (void)
{
  static const char *const told[] = { "held back", "Deal name", "Microsoft",    "Tailwind",
                                      "p-6",       "not-kept",  "Said \"no\".", "Favorite" };
  g_autoptr (CliFixture) f = make_profile ();

  g_assert_cmpint (cli_run (f, "outbox", NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    g_assert_nonnull (strstr (f->out, told[i]));
  g_assert_null (strstr (f->out, "Held back by you."));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/outbox/json", test_json);
  g_test_add_func ("/cli/outbox/table", test_table);
  return g_test_run ();
}
