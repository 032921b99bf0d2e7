#include "ui/outbox/cosell-outbox-popover.h"

struct _CosellOutboxPopover
{
  GtkPopover parent_instance;
};

G_DEFINE_FINAL_TYPE (CosellOutboxPopover, cosell_outbox_popover, GTK_TYPE_POPOVER)

static void
cosell_outbox_popover_class_init (CosellOutboxPopoverClass *klass)
{
}

static void
cosell_outbox_popover_init (CosellOutboxPopover *self)
{
}

GtkWidget *
cosell_outbox_popover_new (CosellSession *session)
{
  return g_object_new (COSELL_TYPE_OUTBOX_POPOVER, NULL);
}
