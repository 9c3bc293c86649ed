/** Measures model bundles on labelled contacts, one alone or two side by side. */
package io.contacttriage.cli.evaluate;
