package dev.neuralake.delta.log;

import dev.neuralake.storage.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BiConsumer;

/** A store of which somebody learns before each call, and may throw in its place. */
public final class WatchedStore {
    private WatchedStore() {}

    /** @param before takes the name of the method, and its first argument as a text */
    public static ObjectStore of(ObjectStore store, BiConsumer<String, String> before) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (_, method, arguments) -> {
                    before.accept(method.getName(), arguments == null ? "" : String.valueOf(arguments[0]));
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
