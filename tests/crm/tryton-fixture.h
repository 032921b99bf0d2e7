/* tryton-fixture.h: a client of Tryton, and answers as a Tryton 6.0 gives them
 *
 * That a real one gives them shows tests/peers/tryton. Texts have ' for ".
 */
#pragma once

#include "crm/cosell-tryton.h"
#include "crm/crm-fixture.h"
#include "support/script-server.h"

G_BEGIN_DECLS

#define LOGIN "[2,'f0e1d2']"
#define PREFERENCES                                                                                \
  "{'name':'Kim Berg','email':'kim.berg@fabrikam.example','password':'xxxxxxxxxx',"                \
  "'company_filter':'one','employee':1,'employee.rec_name':'Kim Berg','company':1,"                \
  "'company.rec_name':'Fabrikam AB','language':'en','groups':[3,14],'companies':[1],"              \
  "'employees':[1]}"
#define STATES                                                                                     \
  "'state':{'name':'state','readonly':true,'required':true,'type':'selection','string':'State',"   \
  "'selection':[['lead','Lead'],['opportunity','Opportunity'],['converted','Converted'],"          \
  "['won','Won'],['cancelled','Cancelled'],['lost','Lost']]}"
#define CONTACT                                                                                    \
  "'contact':{'name':'contact','readonly':false,'required':false,'type':'many2one',"               \
  "'string':'Contact'}"
#define SIGN_INS 3 /* requests */
#define CONTEXT "{'language':'en','company':1,'company_filter':'one','employee':1}"

typedef struct
{
  Fixture base;
  ScriptServer *server;
  CosellTryton *tryton; /* kim, of the database crm */
} TrytonTest;

void
tryton_set_up (TrytonTest *test, gconstpointer data);
void
tryton_tear_down (TrytonTest *test, gconstpointer data);
#define ADD_TRYTON(path, function)                                                                 \
  g_test_add ("/crm/tryton/" path, TrytonTest, NULL, tryton_set_up, function, tryton_tear_down)

/* The result of a method, or what is given in its place. */
void
answer (TrytonTest *test, const char *result);
void
refuse (TrytonTest *test, const char *error);
/* Those of a sign-in. */
void
answer_sign_in (TrytonTest *test);
/* One opportunity as search_read gives it, with other values at these pointers: pointer, value, …, NULL. */
void
answer_row (TrytonTest *test, ...) G_GNUC_NULL_TERMINATED;
/* Parameters of a request, as they were sent. method: (out) (optional). Returns: (transfer full) */
char *
dup_params (TrytonTest *test, guint request, const char **method);
/* params: (nullable): any */
void
assert_asked (TrytonTest *test, guint request, const char *method, const char *params);

G_END_DECLS
