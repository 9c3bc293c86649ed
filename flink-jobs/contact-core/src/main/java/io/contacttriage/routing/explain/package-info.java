/** Why a contact goes where it goes, and what is the least that would have sent it elsewhere. */
package io.contacttriage.routing.explain;
