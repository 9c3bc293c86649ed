/** The shipped sample stream: hand-written contacts, dressed and mixed as real ones arrive. */
package io.contacttriage.cli.sample;
