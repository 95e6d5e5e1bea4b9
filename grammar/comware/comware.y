/* The Comware CLI, V5 and V7: one production a line. */
%require "3.8"
%define api.pure full
%define api.push-pull push
%define api.prefix {comware_}
%define api.token.prefix {T_}
%define api.token.raw
%define api.location.type {struct place}
%define parse.error custom
%define lr.type canonical-lr
%define lr.default-reduction consistent
%locations
%expect 0
%param { struct front *f }
%code requires {
#include "grammar/front.h"
#include "grammar/comware/comware.h"
}
%code top {
#define YYLLOC_DEFAULT(Cur, Rhs, N) \
  do { if (N) { (Cur).first = YYRHSLOC(Rhs, 1).first; (Cur).last = YYRHSLOC(Rhs, N).last; } \
       else (Cur).first = (Cur).last = YYRHSLOC(Rhs, 0).last; } while (0)
}
%code {
static void yyerror(struct place *at, struct front *f, const char *message);
}
%union { struct place word; }
%token EOL "<end of line>"
%token <word> WORD "<word>" NUMBER "<number>" ADDRESS "<address>"
/* The views, in the order of enum comware_view. */
%token VIEW_NONE "@none" VIEW_GLOBAL "@system" VIEW_IKE_PROPOSAL "@ike-proposal"
%token IKE "ike" PROPOSAL "proposal" DH "dh"
%%
config: %empty | config line;
line
  : VIEW_NONE EOL
  | VIEW_NONE error EOL { front_unknown(f); yyerrok; }
  | VIEW_GLOBAL global
  | VIEW_GLOBAL error EOL { front_unknown(f); yyerrok; }
  | VIEW_IKE_PROPOSAL ike_proposal
  | VIEW_IKE_PROPOSAL error EOL { front_unknown(f); yyerrok; }
  ;
global
  : "ike" "proposal" NUMBER EOL { comware_ike_proposal(f, @3); }
  ;
ike_proposal
  : "dh" WORD EOL { comware_ike_dh(f, @2); }
  | "dh" error EOL { front_unreadable(f, comware_ike_dh_field(f), "a DH group"); yyerrok; }
  ;
%%
#define FRONT_READ comware_read
#include "grammar/front-parse.h"
