#include "ui/preferences/cosell-crm-kinds.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-crm-account.h"

static const CosellCrmKind kinds[] = {
  {
      .kind = "dynamics",
      .name = "Dynamics 365 Sales",
      .practice = N_ ("Practice Dynamics"),
      .address = "https://contoso.crm4.dynamics.com",
      .id_title = N_ ("Client ID"),
      .id_help = N_ ("Of an app registration that may access Dynamics 365 as organization users. "
                     "Leave it empty to use that of the Partner Center sign-in."),
      .takes_code = TRUE,
  },
  {
      .kind = "salesforce",
      .name = "Salesforce",
      .practice = N_ ("Practice Salesforce"),
      .address = "https://contoso.my.salesforce.com",
      .id_title = N_ ("Consumer key"),
      .id_help = N_ ("Of an external client app. Its callback addresses are "
                     "http://localhost:17171/callback and the same with 17172 and 17173."),
  },
  {
      .kind = "tryton",
      .name = "Tryton",
      .address = "https://tryton.contoso.example",
      .has_password = TRUE,
  },
};

/* Whether the model takes CRMs of this kind. */
static gboolean
is_there (const CosellCrmKind *kind)
{
  g_autoptr (CosellCrmAccount) one =
      cosell_crm_account_new (kind->name, kind->kind, kind->address, NULL, NULL);

  return one != NULL;
}

const CosellCrmKind *
cosell_crm_kinds_get (guint index)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (is_there (&kinds[i]) && index-- == 0)
      return &kinds[i];
  return NULL;
}

const CosellCrmKind *
cosell_crm_kinds_find (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      return &kinds[i];
  return NULL;
}
