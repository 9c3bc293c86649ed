/**
 * Model bundles on disk: manifest, verification, release. Nothing here loads native code. Format:
 * {@code models/README.md}.
 */
package io.contacttriage.scoring.bundle;
