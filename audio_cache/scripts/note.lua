-- Note that a file is there, how long it is, and when it was last heard.
-- ARGV: prefix, name, bytes, seconds (none: now)
local heard = ARGV[4] or redis.call("TIME")[1]
local old = tonumber(redis.call("HGET", ARGV[1] .. "files", ARGV[2]) or "0")
redis.call("HSET", ARGV[1] .. "files", ARGV[2], ARGV[3])
redis.call("INCRBY", ARGV[1] .. "bytes", tonumber(ARGV[3]) - old)
redis.call("ZADD", ARGV[1] .. "heard", "GT", heard, ARGV[2])
return 1
