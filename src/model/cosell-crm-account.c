/* cosell-crm-account.c: a CRM that a profile works with */
#include "model/cosell-crm-account.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-text.h"
#include "model/cosell-rule-error.h"

#define MAX_NAME 60 /* characters */

static const char *const kinds[] = { COSELL_CRM_DYNAMICS, COSELL_CRM_SALESFORCE, COSELL_CRM_TRYTON,
                                     NULL };

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
  else if (kind == NULL || !g_strv_contains (kinds, kind))
    {
      g_autofree char *known = g_strjoinv (", ", (char **) kinds);

      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                   /* Translators: the second one is a list of words that are not translated. */
                   _ ("“%s” is no kind of CRM: %s."), kind != NULL ? kind : "", known);
    }
  else
    return g_steal_pointer (&self);
  return NULL;
}

/* (transfer full) (nullable): NULL for what says nothing */
static char *
dup_filled (const char *text)
{
  return cosell_text_is_blank (text) ? NULL : cosell_text_tidy (text, COSELL_TEXT_LINE);
}

void
cosell_crm_account_set_user (CosellCrmAccount *self, const char *database, const char *user)
{
  g_free (self->database);
  g_free (self->user);
  self->database = dup_filled (database);
  self->user = dup_filled (user);
}

gboolean
cosell_crm_account_has_password (const CosellCrmAccount *self)
{
  return g_strcmp0 (self->kind, COSELL_CRM_TRYTON) == 0;
}

gboolean
cosell_crm_account_check (const CosellCrmAccount *self, GError **error)
{
  if (!cosell_crm_account_has_password (self) || (self->database != NULL && self->user != NULL))
    return TRUE;
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                       _ ("Tryton needs the name of its database and a user name."));
  return FALSE;
}

CosellCrmAccount *
cosell_crm_account_copy (const CosellCrmAccount *self)
{
  CosellCrmAccount *copy = g_new0 (CosellCrmAccount, 1);

  copy->name = g_strdup (self->name);
  copy->kind = g_strdup (self->kind);
  copy->url = g_strdup (self->url);
  copy->client_id = g_strdup (self->client_id);
  copy->database = g_strdup (self->database);
  copy->user = g_strdup (self->user);
  copy->signed_in = g_strdup (self->signed_in);
  return copy;
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
  g_free (self->database);
  g_free (self->user);
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
