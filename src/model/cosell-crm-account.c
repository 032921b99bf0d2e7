/* cosell-crm-account.c: a CRM that a profile works with */
#include "model/cosell-crm-account.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-text.h"
#include "model/cosell-rule-error.h"

#define MAX_NAME 60 /* characters */

CosellCrmAccount *
cosell_crm_account_new (const char *name,
                        const char *kind,
                        const char *url,
                        const char *client_id,
                        GError **error)
{
  g_autoptr (CosellCrmAccount) self = g_new0 (CosellCrmAccount, 1);

  self->name = cosell_text_tidy (name, COSELL_TEXT_LINE);
  self->kind = g_strdup (kind);
  self->url = g_strdup (url);
  self->client_id = client_id != NULL && *client_id != '\0' ? g_strdup (client_id) : NULL;
  if (cosell_text_is_blank (self->name) || g_utf8_strlen (self->name, -1) > MAX_NAME)
    g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                         _ ("The name of the CRM is empty, or too long."));
  else if (g_strcmp0 (kind, COSELL_CRM_DYNAMICS) != 0 &&
           g_strcmp0 (kind, COSELL_CRM_SALESFORCE) != 0)
    g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                 _ ("“%s” is no kind of CRM: dynamics, salesforce."), kind != NULL ? kind : "");
  else
    return g_steal_pointer (&self);
  return NULL;
}

void
cosell_crm_account_free (CosellCrmAccount *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->kind);
  g_free (self->url);
  g_free (self->client_id);
  g_free (self->signed_in);
  g_free (self);
}

void
cosell_crm_check_free (gpointer data)
{
  CosellCrmCheck *check = data;

  if (check == NULL)
    return;
  g_free (check->words);
  g_free (check);
}
