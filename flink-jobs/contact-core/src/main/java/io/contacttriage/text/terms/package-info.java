/** Term lists of policy books: what they hold, and one pass over a text that finds their terms. */
package io.contacttriage.text.terms;
