/* cosell-sandbox-salesforce-describe.c: how the practice Salesforce describes its objects */
#include "sandbox/cosell-sandbox-salesforce-describe.h"

static void
write_bool (CosellJsonWriter *writer, const char *name, gboolean value)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_bool (writer, value);
}

static void
write_int (CosellJsonWriter *writer, const char *name, gint64 value)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_int (writer, value);
}

static void
write_choice (CosellJsonWriter *writer, const char *value)
{
  cosell_json_writer_begin_object (writer);
  write_bool (writer, "active", TRUE);
  write_bool (writer, "defaultValue", FALSE);
  cosell_json_writer_member (writer, "label", value);
  cosell_json_writer_member (writer, "value", value);
  cosell_json_writer_end_object (writer);
}

/* What an administrator set up, out of the records that hold it. */
static void
write_choices (SandboxSalesforce *salesforce, const SandboxField *field, CosellJsonWriter *writer)
{
  gboolean stage = g_str_equal (field->name, "StageName");
  GPtrArray *records = salesforce->records[stage ? SANDBOX_OBJECT_STAGE : SANDBOX_OBJECT_CURRENCY];

  cosell_json_writer_name (writer, "picklistValues");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; field->kind == SANDBOX_FIELD_PICKLIST && i < records->len; i++)
    {
      g_autofree char *value =
          sandbox_salesforce_dup (g_ptr_array_index (records, i), stage ? "ApiName" : "IsoCode");

      write_choice (writer, value);
    }
  cosell_json_writer_end_array (writer);
}

static void
write_field (SandboxSalesforce *salesforce, const SandboxField *field, CosellJsonWriter *writer)
{
  gboolean number = field->kind == SANDBOX_FIELD_CURRENCY || field->kind == SANDBOX_FIELD_NUMBER ||
                    field->kind == SANDBOX_FIELD_PERCENT;

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "name", field->name);
  cosell_json_writer_member (writer, "label", field->label);
  cosell_json_writer_member (writer, "type", sandbox_salesforce_kind_name (field->kind));
  write_int (writer, "length", number ? 0 : field->length);
  write_int (writer, "precision", number ? 18 : 0);
  write_int (writer, "scale", number ? field->length : 0);
  write_bool (writer, "nillable", (field->flags & SANDBOX_FIELD_REQUIRED) == 0);
  write_bool (writer, "defaultedOnCreate", (field->flags & SANDBOX_FIELD_DEFAULTED) != 0);
  write_bool (writer, "createable", (field->flags & SANDBOX_FIELD_CREATE) != 0);
  write_bool (writer, "updateable", (field->flags & SANDBOX_FIELD_UPDATE) != 0);
  write_bool (writer, "externalId", (field->flags & SANDBOX_FIELD_EXTERNAL) != 0);
  write_bool (writer, "unique", (field->flags & SANDBOX_FIELD_EXTERNAL) != 0);
  write_bool (writer, "idLookup",
              field->kind == SANDBOX_FIELD_ID || (field->flags & SANDBOX_FIELD_EXTERNAL) != 0);
  write_bool (writer, "calculated", FALSE);
  write_bool (writer, "custom", g_str_has_suffix (field->name, "__c"));
  cosell_json_writer_member (writer, "relationshipName", field->relationship);
  cosell_json_writer_name (writer, "referenceTo");
  cosell_json_writer_begin_array (writer);
  if (field->target != NULL)
    cosell_json_writer_string (writer, field->target);
  cosell_json_writer_end_array (writer);
  write_choices (salesforce, field, writer);
  cosell_json_writer_end_object (writer);
}

/* What both ways of describing an object have, in an object that was begun. */
static void
write_basic (SandboxObjectId id, const char *version, CosellJsonWriter *writer)
{
  const SandboxObject *object = &sandbox_salesforce_objects[id];
  g_autofree char *address =
      g_strdup_printf ("/services/data/%s/sobjects/%s", version, object->name);
  g_autofree char *row = g_strconcat (address, "/{ID}", NULL);
  g_autofree char *describe = g_strconcat (address, "/describe", NULL);

  cosell_json_writer_member (writer, "name", object->name);
  cosell_json_writer_member (writer, "label", object->label);
  cosell_json_writer_member (writer, "keyPrefix", object->prefix);
  write_bool (writer, "createable", object->writable);
  write_bool (writer, "updateable", object->writable);
  write_bool (writer, "deletable", object->writable);
  write_bool (writer, "queryable", TRUE);
  write_bool (writer, "custom", FALSE);
  cosell_json_writer_name (writer, "urls");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "sobject", address);
  cosell_json_writer_member (writer, "describe", describe);
  cosell_json_writer_member (writer, "rowTemplate", row);
  cosell_json_writer_end_object (writer);
}

/* Only opportunities have some that can be asked for. */
static void
write_children (SandboxObjectId object, CosellJsonWriter *writer)
{
  cosell_json_writer_name (writer, "childRelationships");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; object == SANDBOX_OBJECT_OPPORTUNITY && i < SANDBOX_N_OBJECTS; i++)
    {
      const SandboxObject *child = &sandbox_salesforce_objects[i];

      if (child->children == NULL)
        continue;
      cosell_json_writer_begin_object (writer);
      cosell_json_writer_member (writer, "relationshipName", child->children);
      cosell_json_writer_member (writer, "childSObject", child->name);
      cosell_json_writer_member (writer, "field", child->children_key);
      cosell_json_writer_end_object (writer);
    }
  cosell_json_writer_end_array (writer);
}

char *
sandbox_salesforce_describe (SandboxSalesforce *salesforce,
                             SandboxObjectId object,
                             const char *version)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  gboolean multi = sandbox_salesforce_is_multi (salesforce);

  cosell_json_writer_begin_object (writer);
  write_basic (object, version, writer);
  write_children (object, writer);
  cosell_json_writer_name (writer, "fields");
  cosell_json_writer_begin_array (writer);
  for (const SandboxField *f = sandbox_salesforce_objects[object].fields; f->name != NULL; f++)
    if (multi || (f->flags & SANDBOX_FIELD_MULTI) == 0)
      write_field (salesforce, f, writer);
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

char *
sandbox_salesforce_describe_basic (SandboxSalesforce *salesforce,
                                   SandboxObjectId object,
                                   const char *version)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "objectDescribe");
  cosell_json_writer_begin_object (writer);
  write_basic (object, version, writer);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_name (writer, "recentItems");
  cosell_json_writer_begin_array (writer);
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

char *
sandbox_salesforce_describe_all (SandboxSalesforce *salesforce, const char *version)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "encoding", "UTF-8");
  write_int (writer, "maxBatchSize", 200);
  cosell_json_writer_name (writer, "sobjects");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < SANDBOX_N_OBJECTS; i++)
    if (sandbox_salesforce_is_multi (salesforce) || !sandbox_salesforce_objects[i].multi)
      {
        cosell_json_writer_begin_object (writer);
        write_basic ((SandboxObjectId) i, version, writer);
        cosell_json_writer_end_object (writer);
      }
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

char *
sandbox_salesforce_describe_organization (SandboxSalesforce *salesforce)
{
  GPtrArray *organizations = salesforce->records[SANDBOX_OBJECT_ORGANIZATION];
  GPtrArray *currencies = salesforce->records[SANDBOX_OBJECT_CURRENCY];
  const SandboxObjectRecord *own =
      organizations->len > 0 ? g_ptr_array_index (organizations, 0) : NULL;
  g_autofree char *currency =
      currencies->len > 0 && !sandbox_salesforce_is_multi (salesforce)
          ? sandbox_salesforce_dup (g_ptr_array_index (currencies, 0), "IsoCode")
          : NULL;
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "orgId", own != NULL ? own->id : NULL);
  cosell_json_writer_member (writer, "name", SANDBOX_OWN_NAME);
  cosell_json_writer_name (writer, "features");
  cosell_json_writer_begin_object (writer);
  write_bool (writer, "chatter", TRUE);
  write_bool (writer, "multiCurrency", sandbox_salesforce_is_multi (salesforce));
  cosell_json_writer_member (writer, "defaultCurrencyIsoCode", currency);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}
