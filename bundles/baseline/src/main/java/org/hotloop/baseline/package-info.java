/**
 * What a test, or a class of tests, must leave as it found it. It lies below everything else, so
 * that the tests of each bundle can be held to it, those of the native layer too.
 *
 * <p>What is left is read in {@code /proc}: Linux.
 */
@Export
@Version("0.1.0")
package org.hotloop.baseline;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
