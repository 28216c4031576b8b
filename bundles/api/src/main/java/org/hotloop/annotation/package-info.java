/**
 * Component property types: put one on a DS component that provides a policy or a watcher, and its
 * service properties cannot be misspelled.
 */
@Export
@Version("0.1.0")
package org.hotloop.annotation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
