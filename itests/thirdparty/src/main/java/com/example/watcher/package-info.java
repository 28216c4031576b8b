/** A child watcher that needs nothing but time. */
@Export
@Version("1.0.0")
package com.example.watcher;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
