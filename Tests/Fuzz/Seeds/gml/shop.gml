Creator "yFiles"
Version 2.2
graph
[
hierarchic 1 directed 1
node [ id 0 label "zone-a" isGroup 1 graphics [ x 1.5 y -2E3 ] ]
node [ id 1 label "web" kind "service" gid 0 ] node [ id 2 label "db" ] node [ id 3 label "cache" ]
edge [ source 1 target 2 ] edge [ source 1 target 3 kind "soft" graphics [ Line [ point [ x 1 ] ] ] ]
]
