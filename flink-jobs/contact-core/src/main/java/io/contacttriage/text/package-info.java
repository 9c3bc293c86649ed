/**
 * From a person's words to token ids: normalising, masking of personal data, tokenizing. Text ends
 * here.
 */
package io.contacttriage.text;
