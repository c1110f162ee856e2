// A program of ours
module example.org/ward

go 1.21

toolchain go1.21.3

require (
	cloud.google.com/go v0.110.0
	github.com/BurntSushi/toml v1.2.1 // indirect
	github.com/json-iterator/go v1.1.12
	"golang.org/x/net" v0.7.0
)

require github.com/docker/docker v20.10.7+incompatible // a comment

require (
	example.org/forked v1.0.0
	example.org/one-version v1.0.0
	example.org/other-version v1.1.0
	example.org/ours v0.0.0
	example.org/outside v0.0.0
)

replace example.org/forked => example.org/fork v1.0.1

replace (
	example.org/one-version v1.0.0 => example.org/one-version v1.0.5
	example.org/other-version v1.0.0 => example.org/other-version v1.0.5
	example.org/ours => ./ours
	example.org/outside => ../outside
)

exclude example.org/excluded v1.0.0

retract (
	v1.0.0 // by mistake
	[v1.1.0, v1.2.0]
)
