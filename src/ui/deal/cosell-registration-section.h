/* cosell-registration-section.h: every registration of a deal (E10): what was registered, its
 * status and its history */
#pragma once

#include <adwaita.h>

#include "ui/forms/cosell-registration-view.h"

G_BEGIN_DECLS

#define COSELL_TYPE_REGISTRATION_SECTION (cosell_registration_section_get_type ())
G_DECLARE_FINAL_TYPE (CosellRegistrationSection,
                      cosell_registration_section,
                      COSELL,
                      REGISTRATION_SECTION,
                      AdwPreferencesGroup)

/* view: (nullable) nothing is known yet; hidden without entries */
void
cosell_registration_section_show (CosellRegistrationSection *self,
                                  const CosellRegistrationView *view);

G_END_DECLS
