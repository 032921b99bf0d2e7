#include "ui/assistant/cosell-assistant.h"

struct _CosellAssistant
{
  AdwWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (CosellAssistant, cosell_assistant, ADW_TYPE_WINDOW)

static void
cosell_assistant_class_init (CosellAssistantClass *klass)
{
  g_signal_new ("submitted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
cosell_assistant_init (CosellAssistant *self)
{
}

CosellAssistant *
cosell_assistant_new (CosellSession *session, GtkWindow *parent, gint64 draft)
{
  return g_object_new (COSELL_TYPE_ASSISTANT, "transient-for", parent, NULL);
}

gint64
cosell_assistant_get_draft_id (CosellAssistant *self)
{
  return 0;
}
