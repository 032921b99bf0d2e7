/* cosell-wrap-layout.h: children side by side, on as many lines as it takes; mirrored in
 * right-to-left languages. Children of a line are centred on it, or begin with it (valign: start);
 * one that expands takes what the others leave. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define COSELL_TYPE_WRAP_LAYOUT (cosell_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (CosellWrapLayout, cosell_wrap_layout, COSELL, WRAP_LAYOUT, GtkLayoutManager)

/* spacing: pixels between children; line_spacing: between lines */
GtkLayoutManager *
cosell_wrap_layout_new (int spacing, int line_spacing);

G_END_DECLS
