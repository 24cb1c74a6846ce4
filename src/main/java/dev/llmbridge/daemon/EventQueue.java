package dev.llmbridge.daemon;

import dev.llmbridge.protocol.Message;
import dev.llmbridge.protocol.Message.QueryType;
import dev.llmbridge.protocol.MessageCodec;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The events that wait for the loop. Bounded, so that excess datagrams wait in the kernel and in the spool instead of
 * filling the daemon's memory. Threads may add events before the loop runs.
 */
final class EventQueue {
    private static final int CAPACITY = 256;
    private static final byte[] PING = MessageCodec.encode(new Message.Query(QueryType.PING));

    private final BlockingDeque<LoopEvent> events = new LinkedBlockingDeque<>(CAPACITY);
    /** Held from the receipt of a message until it is in the queue, so that reception does not end in between. */
    private final ReentrantLock reception = new ReentrantLock();

    private boolean receptionEnded;

    /**
     * Adds a message if the source has one; returns false if it has none, or if reception has ended. A ping overtakes
     * all other messages: a client that asks whether the daemon is alive must not have to wait for a flood to end.
     */
    boolean receive(Supplier<Optional<? extends LoopEvent>> source) throws InterruptedException {
        reception.lock();
        try {
            Optional<? extends LoopEvent> message = receptionEnded ? Optional.empty() : source.get();
            if (message.isPresent() && isPing(message.get())) {
                events.putFirst(message.get());
            } else if (message.isPresent()) {
                events.put(message.get());
            }
            return message.isPresent();
        } finally {
            reception.unlock();
        }
    }

    private static boolean isPing(LoopEvent message) {
        return message instanceof LoopEvent.Datagram datagram && Arrays.equals(datagram.bytes(), PING);
    }

    /** Adds a message; blocks while the queue is full. Returns false if reception has ended. */
    boolean putUnlessReceptionEnded(LoopEvent message) throws InterruptedException {
        return receive(() -> Optional.of(message));
    }

    /** Adds an event; blocks while the queue is full. */
    void put(LoopEvent event) throws InterruptedException {
        events.put(event);
    }

    /** Adds an event; drops it if the queue remains full for {@code millis}. */
    void offer(LoopEvent event, long millis) throws InterruptedException {
        events.offer(event, millis, TimeUnit.MILLISECONDS);
    }

    /** Adds an event; drops it if the queue is full. */
    void offer(LoopEvent event) {
        events.offer(event);
    }

    /**
     * Ends reception, unless a thread is receiving a message or waiting for room in the queue. Returns whether reception
     * has ended.
     */
    boolean tryToEndReception() {
        if (!reception.tryLock()) {
            return false;
        }
        receptionEnded = true;
        reception.unlock();
        return true;
    }

    /** Removes the next event; blocks until there is one. */
    LoopEvent take() throws InterruptedException {
        return events.take();
    }

    /** Removes the next event; empty if there is none within {@code nanos}. */
    Optional<LoopEvent> poll(long nanos) throws InterruptedException {
        return Optional.ofNullable(nanos > 0 ? events.poll(nanos, TimeUnit.NANOSECONDS) : events.poll());
    }

    /** Removes the next event; empty if there is none. */
    Optional<LoopEvent> poll() {
        return Optional.ofNullable(events.poll());
    }
}
