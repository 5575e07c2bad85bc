-- Go on working on a part. Answers 1, or 0 where the lease has gone to another.
-- ARGV: prefix, part, token of the worker, seconds of its lease
local claim = ARGV[1] .. "claim:" .. ARGV[2]
local held = redis.call("GET", claim)
if held and held ~= "working:" .. ARGV[3] then
  return 0
end
redis.call("SET", claim, "working:" .. ARGV[3], "EX", ARGV[4])
return 1
