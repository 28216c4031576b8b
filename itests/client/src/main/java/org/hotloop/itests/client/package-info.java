/** A user of Hotloop with one component. */
package org.hotloop.itests.client;
