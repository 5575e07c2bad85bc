-- Note that a file is gone.
-- ARGV: prefix, name
local old = tonumber(redis.call("HGET", ARGV[1] .. "files", ARGV[2]) or "0")
redis.call("HDEL", ARGV[1] .. "files", ARGV[2])
redis.call("ZREM", ARGV[1] .. "heard", ARGV[2])
redis.call("DECRBY", ARGV[1] .. "bytes", old)
return 1
