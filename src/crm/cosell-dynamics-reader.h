/* cosell-dynamics-reader.h: how the answers of Dynamics 365 are read; private to this folder */
#pragma once

#include "http/cosell-http-answer.h"

G_BEGIN_DECLS

/* An object: CosellJson; null where a change was answered without a body. */
extern const CosellHttpReader cosell_dynamics_reader;

G_END_DECLS
