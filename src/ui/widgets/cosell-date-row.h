/* cosell-date-row.h: a row for a date, with a calendar that opens beside it
 *
 * What is typed stays as it is typed; the day that is chosen is written as YYYY-MM-DD. The calendar
 * opens at what stands in the row, else at today. Property "choose-label" (string): the accessible
 * name and tooltip of the button that opens it; "Choose a Date" when it is not set.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COSELL_TYPE_DATE_ROW (cosell_date_row_get_type ())
G_DECLARE_FINAL_TYPE (CosellDateRow, cosell_date_row, COSELL, DATE_ROW, AdwEntryRow)

G_END_DECLS
