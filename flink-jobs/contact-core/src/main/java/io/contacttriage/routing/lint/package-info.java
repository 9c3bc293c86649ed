/** Reasoning about whole policy books: what no contact can reach, what no test reaches. */
package io.contacttriage.routing.lint;
