/**
 * What an operator can see of the runtime, as plain data (OSGi DTOs): public fields, no behaviour,
 * snapshots that never change after they were handed out.
 */
@Export
@Version("0.2.0")
package org.hotloop.dto;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
