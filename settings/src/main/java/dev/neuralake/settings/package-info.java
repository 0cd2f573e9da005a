/**
 * Settings, where each came from, and what an environment demands. {@link dev.neuralake.settings.Settings} is the
 * entry; {@link dev.neuralake.settings.Setting} declares every setting there is.
 */
@NullMarked
package dev.neuralake.settings;

import org.jspecify.annotations.NullMarked;
