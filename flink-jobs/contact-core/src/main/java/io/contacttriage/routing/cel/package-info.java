/** Conditions of policies in CEL: the variables they may use, compiling, checking, evaluating. */
package io.contacttriage.routing.cel;
