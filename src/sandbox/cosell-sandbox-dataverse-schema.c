/* cosell-sandbox-dataverse-schema.c: the tables of the practice Dataverse
 *
 * Columns, lengths and options are those of the table reference of Dynamics 365 Sales; new_… are
 * what a customizer of the practice company added.
 */
#include "sandbox/cosell-sandbox-dataverse-schema.h"

#include <string.h>

#define WRITE SANDBOX_COLUMN_WRITABLE
#define LOOKUP(name, text, flags, targets)                                                         \
  {                                                                                                \
    "_" name "_value", name, text, SANDBOX_COLUMN_LOOKUP, flags, 0, NULL, targets                  \
  }
#define KEY(name)                                                                                  \
  {                                                                                                \
    name, name, "Row", SANDBOX_COLUMN_KEY, SANDBOX_COLUMN_CREATE, 0, NULL, NULL                    \
  }
#define TEXT(name, text, flags, length)                                                            \
  {                                                                                                \
    name, name, text, SANDBOX_COLUMN_TEXT, flags, length, NULL, NULL                               \
  }
#define MEMO(name, text, length)                                                                   \
  {                                                                                                \
    name, name, text, SANDBOX_COLUMN_MEMO, WRITE, length, NULL, NULL                               \
  }
#define PLAIN(name, text, kind, flags, length)                                                     \
  {                                                                                                \
    name, name, text, SANDBOX_COLUMN_##kind, flags, length, NULL, NULL                             \
  }
#define CHOICE(name, text, kind, flags, options)                                                   \
  {                                                                                                \
    name, name, text, SANDBOX_COLUMN_##kind, flags, 0, options, NULL                               \
  }
#define COMMON                                                                                     \
  PLAIN ("createdon", "Created On", INSTANT, 0, 0),                                                \
      PLAIN ("modifiedon", "Modified On", INSTANT, 0, 0),                                          \
      LOOKUP ("modifiedby", "Modified By", 0, to_modifier),                                        \
      PLAIN ("versionnumber", "Version Number", BIG_INTEGER, 0, 0),                                \
  {                                                                                                \
    NULL                                                                                           \
  }

static const SandboxOption states[] = { { 0, "Open" }, { 1, "Won" }, { 2, "Lost" }, { 0, NULL } };
static const SandboxOption statuses[] = { { 1, "In Progress" }, { 2, "On Hold" },  { 3, "Won" },
                                          { 4, "Canceled" },    { 5, "Out-Sold" }, { 0, NULL } };
static const SandboxOption stages[] = { { 0, "Qualify" },
                                        { 1, "Develop" },
                                        { 2, "Propose" },
                                        { 3, "Close" },
                                        { 0, NULL } };
static const SandboxOption active[] = { { 0, "Active" }, { 1, "Inactive" }, { 0, NULL } };

static const SandboxTarget to_account[] = { { "parentaccountid", "account" }, { NULL, NULL } };
static const SandboxTarget to_contact[] = { { "parentcontactid", "contact" }, { NULL, NULL } };
static const SandboxTarget to_customer[] = { { "customerid_account", "account" },
                                             { "customerid_contact", "contact" },
                                             { NULL, NULL } };
static const SandboxTarget to_parent[] = { { "parentcustomerid_account", "account" },
                                           { NULL, NULL } };
static const SandboxTarget to_currency[] = { { "transactioncurrencyid", "transactioncurrency" },
                                             { NULL, NULL } };
static const SandboxTarget to_owner[] = { { "ownerid", "systemuser" }, { NULL, NULL } };
static const SandboxTarget to_owning_user[] = { { "owninguser", "systemuser" }, { NULL, NULL } };
static const SandboxTarget to_modifier[] = { { "modifiedby", "systemuser" }, { NULL, NULL } };
static const SandboxTarget to_opportunity[] = { { "opportunityid", "opportunity" },
                                                { NULL, NULL } };

static const SandboxColumn opportunity_columns[] = {
  KEY ("opportunityid"),
  TEXT ("name", "Topic", WRITE | SANDBOX_COLUMN_BUSINESS, 300),
  MEMO ("description", "Description", 2000),
  MEMO ("currentsituation", "Current Situation", 2000),
  MEMO ("customerneed", "Customer Need", 2000),
  PLAIN ("estimatedvalue", "Est. Revenue", MONEY, WRITE, 2),
  PLAIN ("isrevenuesystemcalculated", "Revenue", BOOLEAN, WRITE, 0),
  PLAIN ("estimatedclosedate", "Est. Close Date", DATE, WRITE, 0),
  PLAIN ("actualvalue", "Actual Revenue", MONEY, WRITE, 2),
  PLAIN ("actualclosedate", "Actual Close Date", DATE, WRITE, 0),
  PLAIN ("budgetamount", "Budget Amount", MONEY, WRITE, 2),
  PLAIN ("closeprobability", "Probability", INTEGER, WRITE, 100),
  TEXT ("stepname", "Pipeline Phase", WRITE, 200),
  CHOICE ("salesstage", "Sales Stage", PICKLIST, WRITE, stages),
  CHOICE ("statecode", "Status", STATE, SANDBOX_COLUMN_UPDATE, states),
  CHOICE ("statuscode", "Status Reason", STATUS, WRITE, statuses),
  LOOKUP ("transactioncurrencyid", "Currency", WRITE | SANDBOX_COLUMN_BUSINESS, to_currency),
  LOOKUP ("customerid", "Potential Customer", WRITE | SANDBOX_COLUMN_BUSINESS, to_customer),
  LOOKUP ("parentaccountid", "Account", WRITE, to_account),
  LOOKUP ("parentcontactid", "Contact", WRITE, to_contact),
  LOOKUP ("ownerid", "Owner", WRITE, to_owner),
  LOOKUP ("owninguser", "Owning User", 0, to_owning_user),
  PLAIN ("exchangerate", "Exchange Rate", DECIMAL, 0, 0),
  TEXT ("new_referralid", "Referral", WRITE | SANDBOX_COLUMN_UNIQUE, 100),
  MEMO ("new_solutions", "Solutions", 2000),
  TEXT ("new_region", "Sales Region", WRITE, 100),
  COMMON,
};

static const SandboxColumn account_columns[] = {
  KEY ("accountid"),
  TEXT ("name", "Account Name", WRITE | SANDBOX_COLUMN_BUSINESS, 160),
  TEXT ("address1_line1", "Address 1: Street 1", WRITE, 250),
  TEXT ("address1_city", "Address 1: City", WRITE, 80),
  TEXT ("address1_stateorprovince", "Address 1: State/Province", WRITE, 50),
  TEXT ("address1_postalcode", "Address 1: ZIP/Postal Code", WRITE, 20),
  TEXT ("address1_country", "Address 1: Country/Region", WRITE, 80),
  TEXT ("telephone1", "Main Phone", WRITE, 50),
  CHOICE ("statecode", "Status", STATE, SANDBOX_COLUMN_UPDATE, active),
  LOOKUP ("ownerid", "Owner", WRITE, to_owner),
  COMMON,
};

static const SandboxColumn contact_columns[] = {
  KEY ("contactid"),
  TEXT ("firstname", "First Name", WRITE, 50),
  TEXT ("lastname", "Last Name", WRITE | SANDBOX_COLUMN_BUSINESS, 50),
  TEXT ("fullname", "Full Name", 0, 160),
  TEXT ("emailaddress1", "Email", WRITE, 100),
  TEXT ("telephone1", "Business Phone", WRITE, 50),
  TEXT ("jobtitle", "Job Title", WRITE, 100),
  LOOKUP ("parentcustomerid", "Company Name", WRITE, to_parent),
  CHOICE ("statecode", "Status", STATE, SANDBOX_COLUMN_UPDATE, active),
  LOOKUP ("ownerid", "Owner", WRITE, to_owner),
  COMMON,
};

static const SandboxColumn currency_columns[] = {
  KEY ("transactioncurrencyid"),
  TEXT ("isocurrencycode", "Currency Code", 0, 5),
  TEXT ("currencyname", "Currency Name", 0, 100),
  TEXT ("currencysymbol", "Currency Symbol", 0, 10),
  PLAIN ("currencyprecision", "Currency Precision", INTEGER, 0, 4),
  PLAIN ("exchangerate", "Exchange Rate", DECIMAL, 0, 0),
  CHOICE ("statecode", "Status", STATE, 0, active),
  COMMON,
};

static const SandboxColumn user_columns[] = {
  KEY ("systemuserid"),
  TEXT ("firstname", "First Name", 0, 256),
  TEXT ("lastname", "Last Name", 0, 256),
  TEXT ("fullname", "Full Name", 0, 200),
  TEXT ("internalemailaddress", "Primary Email", 0, 100),
  TEXT ("address1_telephone1", "Main Phone", 0, 64),
  TEXT ("jobtitle", "Job Title", 0, 100),
  PLAIN ("isdisabled", "Status", BOOLEAN, 0, 0),
  COMMON,
};

static const SandboxColumn close_columns[] = {
  KEY ("activityid"),
  TEXT ("subject", "Subject", WRITE, 200),
  MEMO ("description", "Description", 2000),
  PLAIN ("actualrevenue", "Actual Revenue", MONEY, WRITE, 2),
  PLAIN ("actualend", "Actual End", INSTANT, WRITE, 0),
  LOOKUP ("opportunityid", "Opportunity", WRITE, to_opportunity),
  COMMON,
};

const SandboxTable sandbox_dataverse_tables[SANDBOX_N_TABLES] = {
  { "opportunities", "opportunity", "name", opportunity_columns, TRUE },
  { "accounts", "account", "name", account_columns, TRUE },
  { "contacts", "contact", "fullname", contact_columns, TRUE },
  { "transactioncurrencies", "transactioncurrency", "currencyname", currency_columns, FALSE },
  { "systemusers", "systemuser", "fullname", user_columns, FALSE },
  { "opportunitycloses", "opportunityclose", "subject", close_columns, FALSE },
};

SandboxTableId
sandbox_dataverse_find_table (const char *name, gssize length)
{
  gsize n = length < 0 ? strlen (name) : (gsize) length;

  for (guint i = 0; i < SANDBOX_N_TABLES; i++)
    {
      const SandboxTable *table = &sandbox_dataverse_tables[i];

      if ((strlen (table->set) == n && strncmp (table->set, name, n) == 0) ||
          (strlen (table->logical) == n && strncmp (table->logical, name, n) == 0))
        return (SandboxTableId) i;
    }
  return SANDBOX_N_TABLES;
}

const SandboxColumn *
sandbox_dataverse_find_column (const SandboxTable *table, const char *name)
{
  for (const SandboxColumn *c = table->columns; c->property != NULL; c++)
    if (g_str_equal (c->property, name) || g_str_equal (c->logical, name))
      return c;
  return NULL;
}

const SandboxColumn *
sandbox_dataverse_find_navigation (const SandboxTable *table,
                                   const char *navigation,
                                   const SandboxTarget **target)
{
  for (const SandboxColumn *c = table->columns; c->property != NULL; c++)
    for (*target = c->targets; *target != NULL && (*target)->navigation != NULL; (*target)++)
      if (g_str_equal ((*target)->navigation, navigation))
        return c;
  return NULL;
}

const char *
sandbox_dataverse_option_label (const SandboxColumn *column, gint64 value)
{
  for (const SandboxOption *o = column->options; o != NULL && o->label != NULL; o++)
    if (o->value == value)
      return o->label;
  return NULL;
}
