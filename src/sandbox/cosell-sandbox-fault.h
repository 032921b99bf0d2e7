/* cosell-sandbox-fault.h: what may go wrong with an answer, on demand */
#pragma once

#include "base/cosell-json.h"

G_BEGIN_DECLS

typedef enum
{
  SANDBOX_DROP_NONE,
  SANDBOX_DROP_BEFORE, /* the request is not carried out */
  SANDBOX_DROP_AFTER,
} SandboxDrop;

typedef enum
{
  SANDBOX_BODY_WHOLE,
  SANDBOX_BODY_CUT,     /* ends in the middle, and so does the connection */
  SANDBOX_BODY_GARBLED, /* bytes that are no UTF-8 and no JSON */
  SANDBOX_BODY_HTML,    /* a captive portal; the request is not carried out */
  SANDBOX_BODY_EMPTY,
} SandboxBody;

typedef enum
{
  SANDBOX_CHARSET_UTF_8,
  SANDBOX_CHARSET_BOM, /* UTF-8 with a byte order mark */
  SANDBOX_CHARSET_UTF_16,
  SANDBOX_CHARSET_LATIN_1,
} SandboxCharset;

/* One element of POST faults. */
typedef struct
{
  guint count;  /* requests that it is still for */
  guint skip;   /* requests that fit and go through before */
  char *method; /* (nullable): any */
  char *path;   /* (nullable): any; else the beginning of a path, or a pattern with * */
  guint status; /* 0: none */
  guint delay_ms;
  SandboxDrop drop;
  SandboxBody body;
  gboolean chunked;         /* a cut body is one in chunks */
  SandboxCharset charset;   /* of the body */
  gboolean gzip;            /* the body is compressed, and says so */
  guint oversize;           /* blanks behind the body */
  char *retry_after;        /* (nullable) */
  char *location;           /* (nullable): header */
  char *next_link;          /* (nullable): @odata.nextLink of a list, whatever comes next */
  char *date;               /* (nullable): header; "" = without one */
  gboolean own_engagements; /* a create does not keep an engagementId that is new here */
  CosellJson *unkept;       /* (nullable): {path: value}, what of a write is not kept */
  CosellJson *answer;       /* (nullable): {path: value}, what the answer says instead */
} SandboxFault;

/* Returns: NULL when body is no fault that can be made */
SandboxFault *
sandbox_fault_read (CosellJsonValue body);
/* Returns: (transfer full) */
SandboxFault *
sandbox_fault_copy (const SandboxFault *fault);
/* fault: (nullable): a SandboxFault; a GDestroyNotify */
void
sandbox_fault_free (gpointer fault);
/* What becomes of text, a referral as it was just written, when unkept (nullable) is not kept: each of
 * its paths gets its value, or with null what before (nullable) has there. Takes text. */
char *
sandbox_fault_forget (const CosellJson *unkept, const char *before, char *text);
/* Whether it is for a request. */
gboolean
sandbox_fault_fits (const SandboxFault *fault, const char *method, const char *path);
/* Whether the connection ends instead of the answer. */
gboolean
sandbox_fault_breaks_connection (const SandboxFault *fault);
/* The bytes that are sent for a body. Takes body (nullable). */
GBytes *
sandbox_fault_shape (const SandboxFault *fault, char *body);

G_END_DECLS
