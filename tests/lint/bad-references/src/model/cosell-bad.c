/* Not compiled. Right: A1, F2, P1, rules A, contract 3.1, contract 3.2 and 12.1, RES19, cosellctl(1), model/cosell-bad,
 * src/model/README.md, cosell-bad.c, press F5, U+D83D. */
const char *text = "A9, P9 and contract 9 in a text are not looked at /* nor here */";
const char *rules = "A1, A9";
/* Wrong: A2, (E3), P3, rules B, contract 3.3, contract 12.2, GET20, cosell-other(1), */
/* model/cosell-good, interfaces.md, cosell-good.h, the rules document */
