/** The tokenizer for kinds that the core has none for: the Hugging Face library's native code. */
package io.contacttriage.scoring.tokenizer;
