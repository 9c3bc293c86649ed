package io.contacttriage.routing.cel;

import dev.cel.common.types.CelType;
import java.util.List;
import java.util.function.Function;

/**
 * A name that conditions may use.
 *
 * @param slot position in {@link PolicyVariables#ALL}; of every term list the one behind it
 * @param name with its dots, such as {@code harm.self_harm}
 * @param score whether it is a probability in [0, 1] whose distance to a limit is a margin
 * @param words the only texts it can take; empty when any text is possible
 * @param value reads it from a contact; never null
 */
public record PolicyVariable(
    int slot,
    String name,
    CelType type,
    boolean score,
    List<String> words,
    Function<ContactView, Object> value) {}
