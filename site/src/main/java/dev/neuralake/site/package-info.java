/**
 * The documentation site: {@link dev.neuralake.site.SiteWriter} writes a folder of plain files that opens without a
 * server. Pages are templates (src/main/jte) over the records of this package, one record a page.
 */
@NullMarked
package dev.neuralake.site;

import org.jspecify.annotations.NullMarked;
