/* cosell-row-painter.h: what a deal row draws with: texts, icons and pills at places that are
 * measured from the start edge, which is the right one where that is how people read
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  GtkWidget *widget;
  GtkSnapshot *snapshot;
  int width; /* of the row */
  gboolean rtl;
  GdkRGBA color; /* of plain text */
} CosellRowPainter;

typedef struct
{
  int x, width; /* from the start edge */
  int y, height;
  gboolean at_end; /* stands at the end of width */
} CosellRowPlace;

void
cosell_row_painter_init (CosellRowPainter *self, GtkWidget *widget, GtkSnapshot *snapshot);
/* The plain colour, fainter. */
GdkRGBA
cosell_row_painter_dim (const CosellRowPainter *self, float alpha);
/* A colour of the theme, the plain one where it has none of that name. */
GdkRGBA
cosell_row_painter_lookup (const CosellRowPainter *self, const char *name);
/* What text has room for; it is cut at its end when that is less than it needs. Returns: where it
 * ends */
int
cosell_row_painter_text (const CosellRowPainter *self,
                         PangoLayout *text,
                         CosellRowPlace place,
                         const GdkRGBA *color);
void
cosell_row_painter_icon (const CosellRowPainter *self,
                         const char *name,
                         int size,
                         CosellRowPlace place,
                         const GdkRGBA *color);
/* A check mark in a box, or an empty box, of size pixels in the middle of place. */
void
cosell_row_painter_check (const CosellRowPainter *self,
                          gboolean on,
                          int size,
                          CosellRowPlace place);
/* text in a pill of a style class ("accent", …), and an icon (nullable) behind it. */
void
cosell_row_painter_pill (const CosellRowPainter *self,
                         PangoLayout *text,
                         const char *style_class,
                         const char *icon,
                         CosellRowPlace place);
/* Of what the above draws. */
int
cosell_row_painter_pill_width (PangoLayout *text, const char *icon);

G_END_DECLS
