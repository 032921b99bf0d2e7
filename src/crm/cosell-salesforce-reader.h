/* cosell-salesforce-reader.h: how the answers of Salesforce are read; private to this folder */
#pragma once

#include "http/cosell-http-answer.h"

G_BEGIN_DECLS

/* Gives a CosellJson: an object or an array, or null for a change that was answered without a body. */
extern const CosellHttpReader cosell_salesforce_reader;

G_END_DECLS
