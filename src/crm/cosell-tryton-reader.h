/* cosell-tryton-reader.h: how the answers of Tryton are read; private to this folder */
#pragma once

#include "http/cosell-http-answer.h"

G_BEGIN_DECLS

/* An object with the member "result": CosellJson. What Tryton refuses comes with status 200, as the
 * member "error". */
extern const CosellHttpReader cosell_tryton_reader;

G_END_DECLS
