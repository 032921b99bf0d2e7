/* cosell-remote-reader.h: how the answers of Partner Center are read; private to this folder */
#pragma once

#include "http/cosell-http-answer.h"

G_BEGIN_DECLS

/* A page of the list: CosellRemotePage */
extern const CosellHttpReader cosell_remote_reader_page;
/* One referral, or nothing where a change needs no body: CosellRemoteAnswer whose text is an object */
extern const CosellHttpReader cosell_remote_reader_answer;
/* The same; the text may be an array as well. */
extern const CosellHttpReader cosell_remote_reader_extra;

G_END_DECLS
